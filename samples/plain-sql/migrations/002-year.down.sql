alter table album drop column year;
