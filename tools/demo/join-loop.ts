import { writeFile } from 'node:fs/promises'
import {
  ALL_FORMATS,
  BufferTarget,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'

/**
 * One file of the picture and the middle third of the sound. The sound was encoded three times over, so that each of its
 * frames overlaps with a neighbour that is also its neighbour across the loop's end.
 */
export async function joinLoop(from: {
  picture: string
  sound: string
  target: string
  seconds: number
}): Promise<void> {
  const [picture, sound] = [from.picture, from.sound].map(
    (path) => new Input({ source: new FilePathSource(path), formats: ALL_FORMATS }),
  )
  const video = await picture?.getPrimaryVideoTrack()
  const audio = await sound?.getPrimaryAudioTrack()
  const [videoConfig, audioConfig] = [await video?.getDecoderConfig(), await audio?.getDecoderConfig()]
  if (!video || !audio || !videoConfig || !audioConfig)
    throw new Error('The picture or the sound cannot be read')
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new BufferTarget(),
  })
  const pictures = new EncodedVideoPacketSource('avc')
  const sounds = new EncodedAudioPacketSource('aac')
  output.addVideoTrack(pictures)
  output.addAudioTrack(sounds)
  await output.start()
  for await (const packet of new EncodedPacketSink(video).packets())
    await pictures.add(packet, { decoderConfig: videoConfig })
  const middle: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(audio).packets()) {
    // Half a frame of play: the encoder's own start may lie a little before or after a whole frame.
    if (
      packet.timestamp > from.seconds - 512 / audioConfig.sampleRate &&
      middle.length < (from.seconds * audioConfig.sampleRate) / 1024
    )
      middle.push(packet)
  }
  const first = middle[0]?.timestamp ?? 0
  for (const packet of middle)
    await sounds.add(packet.clone({ timestamp: packet.timestamp - first }), { decoderConfig: audioConfig })
  await output.finalize()
  if (output.target.buffer === null) throw new Error('Nothing was written')
  await writeFile(from.target, new Uint8Array(output.target.buffer))
}
