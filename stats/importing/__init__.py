"""Reading the official files of 在留外国人統計, and our own template, into editions. Pure.

troubles   what can be wrong, as codes
archive    whether an Excel file is safe to open
workbook   the sheets of an Excel file as text
separated  a CSV file as text
headers    which row names the columns, and which layout that is
grid       one table of text, whatever the file
labels     when two labels are the same, and what an editor knows of them
cells      what a single cell says: a day, a number of people
official   the lines of an official file, by nationality and day
tables     the lines as editions of our tables
template   our own template
reading    all of it: a file in, what was found out
checking   whether what was found can be true
"""
