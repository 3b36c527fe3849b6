import { fold } from '#kernel'

/** Time zones to choose from: those in which most people live. Any other can be typed. */
export const usualTimeZones: readonly string[] = [
  ...['Africa/Cairo', 'Africa/Johannesburg', 'Africa/Lagos', 'Africa/Nairobi', 'America/Anchorage', 'America/Bogota'],
  ...['America/Buenos_Aires', 'America/Chicago', 'America/Denver', 'America/Halifax', 'America/Lima'],
  ...['America/Los_Angeles', 'America/Mexico_City', 'America/New_York', 'America/Phoenix', 'America/Santiago'],
  ...['America/Sao_Paulo', 'America/Toronto', 'America/Vancouver', 'Asia/Bangkok', 'Asia/Dhaka', 'Asia/Dubai'],
  ...['Asia/Hong_Kong', 'Asia/Jakarta', 'Asia/Jerusalem', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Manila'],
  ...['Asia/Seoul', 'Asia/Shanghai', 'Asia/Singapore', 'Asia/Taipei', 'Asia/Tokyo', 'Australia/Sydney'],
  ...['Europe/Amsterdam', 'Europe/Athens', 'Europe/Berlin', 'Europe/Brussels', 'Europe/Istanbul', 'Europe/Kyiv'],
  ...['Europe/Lisbon', 'Europe/London', 'Europe/Madrid', 'Europe/Paris', 'Europe/Rome', 'Europe/Stockholm'],
  ...['Europe/Vienna', 'Europe/Warsaw', 'Pacific/Auckland', 'Pacific/Honolulu', 'UTC'],
]

/** Every time zone this server knows, by its IANA name. */
const timeZones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]

const nameOf = (zone: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Reads a time zone: its IANA name, or only its city where one zone alone has it (`new york`, `Berlin`). */
export function parseTimeZone(typed: string): string | undefined {
  const wanted = fold(typed).replaceAll(' ', '_')
  if (wanted === '') return undefined
  const zones = timeZones()
  const named = zones.find((zone) => zone.toLowerCase() === wanted)
  if (named !== undefined) return named
  const cities = zones.filter((zone) => zone.toLowerCase().endsWith(`/${wanted}`))
  if (cities.length === 1) return cities[0]
  // Offsets (`+02:00`) are none: they know no summer.
  return /^[a-z][a-z_+-]*\//.test(wanted) ? nameOf(wanted) : undefined
}
