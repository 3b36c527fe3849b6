-- room: accounts   breaking: no
-- why: who has several passkeys must know which is which before taking one away.

-- What its owner calls it, sealed like all that people type; absent: they said nothing.
alter table accounts_passkey add column sealed_name bytea;
