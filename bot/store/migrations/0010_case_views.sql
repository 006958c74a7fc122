-- Since when a message in a colleague's chat shows a case: it does not stay there.
ALTER TABLE chat_messages ADD COLUMN case_at REAL;
CREATE INDEX chat_messages_with_cases ON chat_messages (case_at) WHERE case_at IS NOT NULL;
