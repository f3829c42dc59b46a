drop table album;
