import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Half of a short command's time is reading its own code; kept beside the packages, never in a folder others can write.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/undersigned'))

const { main } = await import('#app')
await main(process.argv.slice(2))
