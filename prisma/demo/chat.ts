import type { DemoLiveLine, DemoReplayLine } from './types.ts'

/** What viewers say while the loop is on air. A line `about` a product is said while that product is in the picture. */
export const liveChat: DemoLiveLine[] = [
  { about: null, author: '小雨', text: '早上好秀兰姐！今天雾好大' },
  { about: null, author: 'Marta', text: 'Good morning from Lisbon! Is that really your view?' },
  { about: null, author: '老胡', text: '成都的明天能到吗？' },
  { about: null, author: '阿禾', text: '声音清楚，画面也不卡' },
  { about: null, author: 'Ben K.', text: 'Ordered last week, everything came in one piece. Thank you!' },
  { about: null, author: '晴天', text: '上次的箱子上写着李婆婆的名字，扫出来还有摘的那天的视频，好感动' },
  { about: 'heirloom-tomatoes', author: '豆豆妈', text: '番茄是沙瓤的吗？小孩想吃小时候那种味道' },
  { about: 'heirloom-tomatoes', author: 'Iris', text: 'Those yellow ones! Are they in the same crate?' },
  { about: 'heirloom-tomatoes', author: '老胡', text: '拍了五公斤，全家做番茄酱' },
  { about: 'navel-oranges', author: '小雨', text: '切一个看看嘛' },
  { about: 'navel-oranges', author: 'Tomás', text: 'How long do the oranges keep outside the fridge?' },
  { about: 'navel-oranges', author: '果果', text: '去年买过，汁水真的多' },
  { about: 'mountain-eggs', author: '豆豆妈', text: '碎了真的赔吗？上家都不理人' },
  { about: 'mountain-eggs', author: 'Ben K.', text: 'Lovely colours. No two the same indeed.' },
  { about: 'mountain-eggs', author: '阿禾', text: '蛋黄好红啊，先来三十个' },
  { about: 'wildflower-honey', author: '晴天', text: '会结晶的才放心，来两瓶' },
  { about: 'wildflower-honey', author: 'Iris', text: 'Which flowers is it from this year?' },
  { about: 'wildflower-honey', author: '林业大学小张', text: '中蜂的？一年取几次蜜？' },
  { about: 'smoked-bacon', author: '老胡', text: '这个颜色对了，柏枝熏的' },
  { about: 'smoked-bacon', author: 'Marta', text: 'How salty is it? Do I need to soak it first?' },
  { about: 'smoked-bacon', author: '果果', text: '配冬笋绝了，今晚就炒' },
  { about: 'black-tea', author: '阿禾', text: '隔着屏幕都闻到茶香了' },
  { about: 'black-tea', author: 'Tomás', text: 'What water temperature for this one?' },
  { about: 'black-tea', author: '小雨', text: '送长辈选礼盒还是罐装？' },
]

/** What was said in the ended show, in seconds from its start. */
export const replayChat: DemoReplayLine[] = [
  { atSeconds: 2, author: '阿禾', text: '美珍姐的茶终于来了' },
  { atSeconds: 5, author: 'Tomás', text: 'Past midnight in Porto, and I am still here. Tea first, please!' },
  { atSeconds: 19, author: '小雨', text: '橙子看着就甜' },
  { atSeconds: 27, author: '豆豆妈', text: '鸡蛋三十个的还有吗' },
  { atSeconds: 30, author: '云岭合作社', text: '有的，昨天刚捡的，还有四十多板' },
  { atSeconds: 35, author: 'Iris', text: 'Honey in the tea or is that a crime?' },
  { atSeconds: 39, author: '晴天', text: '红茶加蜂蜜，冬天绝配' },
  { atSeconds: 51, author: '老胡', text: '汤色漂亮，来一罐' },
  { atSeconds: 54, author: 'Marta', text: 'Two tins for me. Does the gift box fit both?' },
  { atSeconds: 72, author: '果果', text: '蛋黄的颜色是吃玉米吃的' },
  { atSeconds: 86, author: '林业大学小张', text: '封盖蜜，波美度多少？' },
  { atSeconds: 99, author: '小雨', text: '礼盒拍了，送外公' },
  { atSeconds: 118, author: 'Ben K.', text: 'Oranges arrived today. Worth the wait.' },
  { atSeconds: 139, author: '云岭合作社', text: '今天就到这里，雾散了，我们去采茶了' },
]
