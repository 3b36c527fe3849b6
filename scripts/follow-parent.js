// The server runs in a process group of its own so that it hears of Ctrl-C once. The price is that nobody tells it
// when its starter is killed outright; so it looks, and then stops as cleanly as on SIGTERM.
const starter = process.ppid
const look = setInterval(() => {
  if (process.ppid === starter) return
  clearInterval(look)
  process.kill(process.pid, 'SIGTERM')
}, 500)
look.unref()
