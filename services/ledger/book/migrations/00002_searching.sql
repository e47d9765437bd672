-- Whether a follow-up has a word, for searches by beginnings that many have.
CREATE INDEX words_of_followup ON words (tenant, followup, word);
