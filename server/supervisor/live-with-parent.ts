// Loaded before every process that the supervisor starts: when the supervisor is killed, the channel to it closes, and
// nothing of the shop is left running. (Workers that such a process starts inherit this file too; they have a channel of
// their own, which is theirs to mind.)
if (process.channel && process.ppid === Number(process.env.CUNBO_SUPERVISOR)) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5_000).unref()
  })
  // Listening alone keeps no process from ending when its work is done.
  process.channel.unref()
}
