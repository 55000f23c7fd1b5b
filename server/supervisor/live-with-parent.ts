// Loaded before every process that the supervisor starts: when the supervisor is killed, the channel to it closes, and
// nothing of the shop is left running.
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5_000).unref()
  })
  // Listening took hold of the event loop again.
  process.channel.unref()
}
