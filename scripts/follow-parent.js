// For a process that nobody tells when its starter ends: the server, which runs in a process group of its own so that
// it hears of Ctrl-C once, and what npm runs through a shell. It looks, and then stops as cleanly as on SIGTERM.
const starter = process.ppid
const look = setInterval(() => {
  if (process.ppid === starter) return
  clearInterval(look)
  process.kill(process.pid, 'SIGTERM')
}, 500)
look.unref()
