import { readFile, type FileReading } from './read-file.ts'
import type { FileToRead } from './reader.ts'

/** Reads one file in a process that platform caps. */
export async function work(task: unknown): Promise<FileReading> {
  const { name, bytes } = task as FileToRead
  return await readFile(name, bytes)
}
