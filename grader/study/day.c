#include "study/day.h"

#include "base/buffer.h"

enum { MONTHS = 12, DATE_LENGTH = sizeof "2026-11-21" - 1 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* The days between the first of January of year 1 and that of this one. */
static int days_before_year(int year)
{
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

static bool read_part(Text date, size_t start, size_t end, int *number)
{
    unsigned value;
    if (!text_whole_number(text_slice(date, start, end), &value)) return false;
    *number = (int)value;
    return true;
}

bool day_read(Text date, int *day)
{
    int year, month, of_month;
    if (date.length != DATE_LENGTH || date.at[4] != '-' || date.at[7] != '-') return false;
    if (!read_part(date, 0, 4, &year) || !read_part(date, 5, 7, &month) || !read_part(date, 8, 10, &of_month))
        return false;
    if (year < 1 || month < 1 || month > MONTHS || of_month < 1 || of_month > days_in_month(year, month)) return false;
    *day = days_before_year(year) + of_month - 1;
    for (int before = 1; before < month; before++) *day += days_in_month(year, before);
    return true;
}

Text day_write(int day, Arena *keep)
{
    Buffer date = buffer_new(keep);
    int year = day / 366 + 1, month = 1; /* never too late, and soon right */
    while (days_before_year(year + 1) <= day) year++;
    day -= days_before_year(year);
    for (; day >= days_in_month(year, month); month++) day -= days_in_month(year, month);
    buffer_format(&date, "%04d-%02d-%02d", year, month, day + 1);
    return buffer_text(&date);
}
