const path = require('path')

module.exports = {
  title: 'Acme: "status"',
  name: 'status',
  description: 'How we are',
  baseUrl: 'https://status.acme.example', // where it is read
  content: {
    frontMatterFormat: 'yaml',
    systems: ['api', 'web-app', "cdn",],
  },
  defaultLocale: 'en',
  locales: [
    { code: 'en', iso: 'en-US', name: 'English' },
    { code: 'de', iso: 'de-DE', name: 'Deutsch' },
  ],
  notifications: { icalendar: true },
}
