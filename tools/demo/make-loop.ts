import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOOP_SECONDS, loopScenes } from '../../prisma/demo/loop.ts'
import { sceneMark } from '../../prisma/demo/scene-mark.ts'
import { openBrowser, show } from './browser.ts'
import { joinLoop } from './join-loop.ts'
import { melody, wav } from './melody.ts'
import { poseAt } from './motion.ts'
import { filmStage } from './stage.ts'

/** Draws, sounds and encodes the demo's loop: `node tools/demo/make-loop.ts [file]`. Needs chromium and ffmpeg. */
const FPS = 25

/** Bits a second of the picture: with the sound, the file stays under 950 kB. */
const VIDEO_BITS = 133_000
const AUDIO_BITS = 20_000

const target = process.argv[2] ?? new URL('../../prisma/demo/loop.mp4', import.meta.url).pathname
const room = await mkdtemp(join(tmpdir(), 'cunbo-loop-'))
try {
  const film = join(room, 'film.mkv')
  await draw(film)
  const picture = join(room, 'picture.mp4')
  await encode(film, picture)
  const sound = join(room, 'sound.m4a')
  await listen(sound)
  await joinLoop({ picture, sound, target, seconds: LOOP_SECONDS })
  console.log(`${target}: ${(await stat(target)).size} bytes`)
} finally {
  if (!process.env.KEEP) await rm(room, { recursive: true })
  else console.log(room)
}

/** Every frame by itself, at its own time, lossless. */
async function draw(file: string): Promise<void> {
  const browser = await openBrowser()
  const encoder = spawn(
    'ffmpeg',
    [
      '-v',
      'error',
      '-y',
      '-f',
      'image2pipe',
      '-framerate',
      `${FPS}`,
      '-c:v',
      'png',
      '-i',
      '-',
      '-c:v',
      'ffv1',
      '-pix_fmt',
      'bgr0',
      file,
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const page = await browser.newPage({ viewport: sceneMark.frame })
  await show(page, filmStage(loopScenes))
  let shown = ''
  let png: Uint8Array = new Uint8Array()
  for (let frame = 0; frame < LOOP_SECONDS * FPS; frame++) {
    const pose = poseAt(frame / FPS)
    if (JSON.stringify(pose) !== shown) {
      await page.evaluate((settings) => {
        for (const [id, attribute, value] of settings)
          document.getElementById(id)?.setAttribute(attribute, value)
      }, pose)
      png = await page.screenshot({ type: 'png' })
      shown = JSON.stringify(pose)
    }
    if (!encoder.stdin.write(png)) await new Promise((resolve) => encoder.stdin.once('drain', resolve))
    if (frame % (FPS * 8) === 0) console.log(`drawn: ${frame / FPS} s`)
  }
  encoder.stdin.end()
  await finished(encoder)
  await browser.close()
}

/**
 * Two passes of x264. One second a group, each begun by an IDR frame and closed, so that any second may follow any other;
 * no B-frames, as a phone's encoder has none, so that decode and presentation order are one.
 */
async function encode(film: string, file: string): Promise<void> {
  for (const pass of ['1', '2']) {
    const args = [
      '-v',
      'error',
      '-y',
      '-i',
      film,
      '-an',
      '-vf',
      'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
      '-c:v',
      'libx264',
      '-preset',
      'veryslow',
      '-tune',
      'animation',
      '-profile:v',
      'high',
      '-b:v',
      `${VIDEO_BITS}`,
      '-bf',
      '0',
      '-g',
      `${FPS}`,
      '-keyint_min',
      `${FPS}`,
      '-sc_threshold',
      '0',
      '-x264-params',
      'open-gop=0:stitchable=1:aq-mode=3:ipratio=1.8',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
      '-pass',
      pass,
      '-passlogfile',
      join(room, 'pass'),
    ]
    await finished(
      spawn('ffmpeg', [...args, ...(pass === '1' ? ['-f', 'null', '-'] : [file])], { stdio: 'inherit' }),
    )
  }
}

/** The melody three times over; the join takes the middle, whose first frame follows from its last. */
async function listen(file: string): Promise<void> {
  const source = join(room, 'melody.wav')
  const once = melody(LOOP_SECONDS)
  const thrice = new Float32Array(once.length * 3)
  for (const i of [0, 1, 2]) thrice.set(once, i * once.length)
  await writeFile(source, wav(thrice))
  await finished(
    spawn('ffmpeg', ['-v', 'error', '-y', '-i', source, '-c:a', 'aac', '-b:a', `${AUDIO_BITS}`, file], {
      stdio: 'inherit',
    }),
  )
}

function finished(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`))))
  })
}
