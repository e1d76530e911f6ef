-- What the names of accounts look like (UTS #39), so that no two new ones can be taken for each other. Names from before
-- this was kept may look alike, and go on working.
CREATE TABLE user_looks (
    look TEXT NOT NULL,
    sub TEXT NOT NULL,
    PRIMARY KEY (look, sub)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_looks_by_sub ON user_looks (sub);
