import { main } from '#app'

await main(process.argv.slice(2))
