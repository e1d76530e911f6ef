-- PostgreSQL lets one transaction at a time commit that notifies, and that one waits for the disk meanwhile: sign-ins and
-- sign-outs stood in one queue. Nodes tell of changes themselves, after the commit and without waiting for the disk. A node of
-- the version before, which does not, is heard of by the look every quarter of a second.
DROP TRIGGER changes_are_told ON changes;
DROP FUNCTION tell_of_changes();
