/** Samples a second; 48 s of them are exactly 1,125 AAC frames of 1,024, so that the loop has no seam. */
export const RATE = 24_000

/** Steps of the pentatonic scale on D, as semitones above D4; the song of each scene is 16 half-second places. */
const SCALE = [0, 2, 4, 7, 9, 12, 14, 16, 19, 21]

/** One line a scene: places in the scale, `.` is a rest, `-` lets the last note ring. */
const SONG = [
  '4.5-7.5-4.2-1.0-',
  '0.1.2-4-5.4.2---',
  '5-7.8.7.5-4-2-4-',
  '7.5.4-2.4-5-7---',
  '2.4.5-4.2-1.0-2-',
  '1-2.4.2.1-0.0---',
] as const

const BASS = [-12, -5, -10, -3, -12, -5] as const

/**
 * The loop's sound: a plucked string (Karplus-Strong) over a quiet bass, with a bird now and then.
 * What rings past the end is added to the beginning. Mono, about -20 dB.
 */
export function melody(seconds: number): Float32Array {
  const sound = new Float32Array(seconds * RATE)
  const scene = seconds / SONG.length
  SONG.forEach((line, number) => {
    ;[...line].forEach((mark, place) => {
      const step = SCALE[Number(mark)]
      if (step === undefined || Number.isNaN(Number(mark))) return
      const at = number * scene + place * (scene / line.length)
      pluck(sound, at, 293.66 * 2 ** (step / 12), 0.3, 2.6, number * 16 + place)
      if (place === 0) pluck(sound, at + 0.03, 293.66 * 2 ** ((step + 12) / 12), 0.12, 2.2, 900 + number)
    })
    const root = BASS[number] ?? -12
    for (const beat of [0, 2, 4, 6])
      pluck(
        sound,
        number * scene + beat,
        293.66 * 2 ** ((root + (beat % 4 ? 7 : 0)) / 12),
        0.17,
        3.4,
        500 + number * 8 + beat,
      )
    bird(sound, number * scene + 3.1 + number * 0.37, 2600 + (number % 3) * 420)
  })
  return level(sound, 0.5)
}

/** A string: a burst of noise that runs round a delay line and loses its edge each time. */
function pluck(
  into: Float32Array,
  at: number,
  pitch: number,
  loud: number,
  rings: number,
  seed: number,
): void {
  const period = Math.round(RATE / pitch)
  const string = new Float32Array(period)
  let state = (seed * 2654435761 + 12345) >>> 0
  let last = 0
  for (let i = 0; i < period; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    // A finger is softer than a plectrum: the noise is smoothed before it starts to run.
    last = last * 0.55 + (state / 2147483648 - 1) * 0.45
    string[i] = last
  }
  const from = Math.round(at * RATE)
  const length = Math.round(rings * RATE)
  const loss = 0.001 ** (period / RATE / rings)
  for (let i = 0; i < length; i++) {
    const k = i % period
    const now = string[k] ?? 0
    const next = string[(k + 1) % period] ?? 0
    string[k] = (now * 0.5 + next * 0.5) * loss
    const fade = Math.min(1, i / 96) * Math.min(1, (length - i) / (RATE * 0.3))
    const index = (from + i) % into.length
    into[index] = (into[index] ?? 0) + now * loud * fade
  }
}

/** Three short chirps, far away. */
function bird(into: Float32Array, at: number, pitch: number): void {
  for (const [k, delay] of [0, 0.16, 0.29].entries()) {
    const length = Math.round(0.09 * RATE)
    let phase = 0
    for (let i = 0; i < length; i++) {
      const t = i / length
      phase += (2 * Math.PI * (pitch * (1 + 0.22 * Math.sin(t * Math.PI) - 0.05 * k))) / RATE
      const index = (Math.round((at + delay) * RATE) + i) % into.length
      into[index] = (into[index] ?? 0) + Math.sin(phase) * 0.018 * Math.sin(Math.PI * t) ** 2
    }
  }
}

function level(sound: Float32Array, peak: number): Float32Array {
  const most = sound.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  return most === 0 ? sound : sound.map((value) => (value / most) * peak)
}

/** 16-bit PCM in a WAV file. */
export function wav(sound: Float32Array): Uint8Array {
  const bytes = new Uint8Array(44 + sound.length * 2)
  const view = new DataView(bytes.buffer)
  const words = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  words(0, 'RIFF')
  view.setUint32(4, 36 + sound.length * 2, true)
  words(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  words(36, 'data')
  view.setUint32(40, sound.length * 2, true)
  sound.forEach((value, i) => {
    view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, value)) * 32767), true)
  })
  return bytes
}
