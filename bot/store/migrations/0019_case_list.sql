-- When the first step that can be done now should be: what a list is ordered by. A case from before
-- gets the first moment of its open steps; its next move writes the exact one.
ALTER TABLE cases ADD COLUMN due_at REAL;
UPDATE cases SET due_at = (
    SELECT MIN(due_at) FROM case_steps
    WHERE case_steps.case_id = cases.case_id AND case_steps.status = 'open'
) WHERE state <> 'closed';
-- Everything the list asks of a case, so that no row with sealed columns is read for it.
CREATE INDEX cases_listed ON cases (
    state, urgent, due_at, created_at, case_id, route, route_version, reader, owner, school_class,
    marks, doer_person, victim
) WHERE state <> 'closed';
CREATE INDEX case_excluded_of_person ON case_excluded (person_id);
CREATE INDEX case_asked_of_person ON case_asked (person_id);
CREATE INDEX cases_of_colleagues ON cases (case_id)
    WHERE state <> 'closed' AND (reporter_person IS NOT NULL OR victim_person IS NOT NULL);
