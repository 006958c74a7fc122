-- A tap is ended beside the outbox now. Who waits for one of before taps again.
DELETE FROM outbox WHERE op = 'answer';
