/** What the team is told of calendars that cannot be reached: once when it lasts, and once when it is over. */
export const calendarOutage = {
  late: {
    heading: 'Calendars are late',
    text: [
      'Microsoft 365 has not answered for ten minutes. What you book, move or cancel is kept here, and goes out as soon as it answers again. You do not have to do it twice.',
      'If a meeting is soon, tell people yourself. Answers from people’s calendars come later too.',
    ],
  },
  back: {
    heading: 'Calendars are back',
    text: ['Microsoft 365 answers again. What had to wait goes out now.'],
  },
} as const;
