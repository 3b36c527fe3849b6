import { DatabaseError } from 'pg'

/**
 * What pg-boss tells of trouble as an error that can be told apart: of an error of its workers it passes on a bare
 * object with the same fields, of which a journal could not say what it was.
 */
export function troubleOf(told: unknown): unknown {
  if (told instanceof Error || typeof told !== 'object' || told === null) return told
  const said = (name: string): string | undefined => {
    const value: unknown = Reflect.get(told, name)
    return typeof value === 'string' ? value : undefined
  }
  const [message = '', code, stack] = ['message', 'code', 'stack'].map(said)
  // PostgreSQL's codes are five signs and those we know begin with a digit; the system's are words such as EPIPE.
  const isState = code !== undefined && /^\d[0-9A-Z]{4}$/.test(code)
  const error = isState ? new DatabaseError(message, message.length, 'error') : new Error(message)
  return Object.assign(error, code !== undefined && { code }, stack !== undefined && { stack })
}
