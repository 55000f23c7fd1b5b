interface Playable {
  readonly paused: boolean
  play(): Promise<void>
}

/**
 * Asks the element to play, and says what it does if it will not: the browser wants a tap first, the film is gone, or
 * somebody paused before it began.
 */
export async function askToPlay(element: Playable, say: (now: { playing: boolean }) => void): Promise<void> {
  try {
    await element.play()
  } catch {
    say({ playing: !element.paused })
  }
}
