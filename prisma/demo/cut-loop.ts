import { fileURLToPath } from 'node:url'
import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  Mp4OutputFormat,
  NullTarget,
  Output,
} from 'mediabunny'
import { LOOP_SECONDS } from './loop.ts'

export const LOOP_FILE = fileURLToPath(new URL('./loop.mp4', import.meta.url))

type Second = { readonly video: readonly EncodedPacket[]; readonly audio: readonly EncodedPacket[] }

/** The loop in memory, as encoded packets by second; nothing is ever decoded. */
export type LoopFilm = {
  readonly seconds: readonly Second[]
  readonly videoConfig: VideoDecoderConfig
  readonly audioConfig: AudioDecoderConfig
}

/** A file as an encoder would send it. Times are unix seconds; the init section has none of its own. */
export type Piece = { name: string; bytes: Uint8Array; startSeconds: number; durationSeconds: number }

/**
 * Reads the loop once. H.264 and AAC, exactly {@link LOOP_SECONDS} long, a key frame on every whole second.
 *
 * @throws {Error} in one sentence when the file is something else
 */
export async function readLoop(path: string = LOOP_FILE): Promise<LoopFilm> {
  using input = new Input({ source: new FilePathSource(path), formats: [MP4] })
  const { video, audio } = await tracksOf(input).catch((cause) => {
    throw new Error(`${path} is not a film that can be read.`, { cause })
  })
  const [videoConfig, audioConfig] = [await video?.getDecoderConfig(), await audio?.getDecoderConfig()]
  if (!video || !audio || !videoConfig || !audioConfig)
    throw new Error(`${path} has no video or no audio that can be read.`)
  const seconds = Array.from({ length: LOOP_SECONDS }, () => ({
    video: [] as EncodedPacket[],
    audio: [] as EncodedPacket[],
  }))
  for (const [track, kind] of [[video, 'video'] as const, [audio, 'audio'] as const])
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const second = seconds[secondOf(packet)]
      if (!second) throw new Error(`${path} is longer than ${LOOP_SECONDS} s.`)
      second[kind].push(packet)
    }
  for (const [at, second] of seconds.entries()) {
    const first = second.video[0]
    if (first?.type !== 'key' || Math.abs(first.timestamp - at) > 0.001)
      throw new Error(`${path} has no key frame at second ${at}.`)
  }
  return { seconds, videoConfig, audioConfig }
}

/** The init section that belongs to all of the loop's segments. */
export async function cutInit(film: LoopFilm): Promise<Uint8Array> {
  return (await mux(film, 0)).init
}

/**
 * The second that begins at `unixSecond` as one fragment: it holds what the loop shows at that time (second t mod 48),
 * and its decode times are unix time. An own muxer each second: one that runs on remembers every sample it ever wrote.
 */
export async function cutSecond(film: LoopFilm, unixSecond: number): Promise<Uint8Array> {
  const { fragment } = await mux(film, unixSecond)
  numberFragment(fragment, unixSecond)
  return fragment
}

/**
 * An init section and `seconds` segments of one second, `init.mp4`, `0.m4s`, `1.m4s` …, from the whole unix second
 * `firstTimestamp` on: what the encoder would have sent then.
 */
export async function* cutLoop(of: {
  seconds: number
  firstTimestamp: number
  path?: string
}): AsyncGenerator<Piece> {
  const { seconds, firstTimestamp, path } = of
  if (!Number.isSafeInteger(firstTimestamp) || firstTimestamp < 0)
    throw new RangeError('The loop can be cut at whole seconds alone.')
  const film = await readLoop(path)
  yield { name: 'init.mp4', bytes: await cutInit(film), startSeconds: firstTimestamp, durationSeconds: 0 }
  for (let number = 0; number < seconds; number++) {
    const startSeconds = firstTimestamp + number
    const bytes = await cutSecond(film, startSeconds)
    yield { name: `${number}.m4s`, bytes, startSeconds, durationSeconds: 1 }
  }
}

async function mux(film: LoopFilm, unixSecond: number): Promise<{ init: Uint8Array; fragment: Uint8Array }> {
  const position = unixSecond % LOOP_SECONDS
  const second = film.seconds[position]
  if (!second) throw new RangeError(`The loop has no second ${position}.`)
  const init: Uint8Array[] = []
  const fragment: Uint8Array[] = []
  const keep = (into: Uint8Array[]) => (data: Uint8Array) => {
    into.push(data.slice())
  }
  const output = new Output({
    target: new NullTarget(),
    format: new Mp4OutputFormat({
      fastStart: 'fragmented',
      minimumFragmentDuration: Number.POSITIVE_INFINITY,
      onFtyp: keep(init),
      onMoov: keep(init),
      onMoof: keep(fragment),
      onMdat: keep(fragment),
    }),
  })
  const video = new EncodedVideoPacketSource('avc')
  const audio = new EncodedAudioPacketSource('aac')
  output.addVideoTrack(video, { isRelativeToUnixEpoch: true })
  output.addAudioTrack(audio, { isRelativeToUnixEpoch: true })
  await output.start()
  const shift = unixSecond - position
  const shifted = (packet: EncodedPacket) => packet.clone({ timestamp: packet.timestamp + shift })
  for (const packet of second.video) await video.add(shifted(packet), { decoderConfig: film.videoConfig })
  video.close()
  for (const packet of second.audio) await audio.add(shifted(packet), { decoderConfig: film.audioConfig })
  await output.finalize()
  return { init: joined(init), fragment: joined(fragment) }
}

/** Every fragment is its muxer's first; ISO/IEC 14496-12 (8.8.5) wants the numbers to rise. */
function numberFragment(fragment: Uint8Array, number: number): void {
  const view = new DataView(fragment.buffer, fragment.byteOffset, fragment.byteLength)
  // moof (8 bytes of header) begins with mfhd: size, type, version and flags, then the number.
  if (view.getUint32(12) !== 0x6d666864) throw new Error('A fragment does not begin with its number.')
  view.setUint32(20, number)
}

async function tracksOf(input: Input) {
  return { video: await input.getPrimaryVideoTrack(), audio: await input.getPrimaryAudioTrack() }
}

/** Packets belong to the second in which they begin; the rounding is far below one audio sample. */
function secondOf(packet: EncodedPacket): number {
  return Math.floor(packet.timestamp + 1e-6)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
