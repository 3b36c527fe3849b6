import { fold } from '#kernel'

/** Every time zone this server knows, by its IANA name. */
export const timeZones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]

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
