import type { Answer, Phrase, Script } from '@sansheng/rulebook/kinds'
import { fillBlanks } from '@sansheng/rulebook/kinds'
import { phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { taking } from './cases.ts'
import { book, name, ruleOf } from './general-case.ts'
import { spoken } from './spoken.ts'

/** `answers`: to the questions in turn, then no. */
function said(id: string, answers: Answer[] = [], facts: Facts = {}, rules = book) {
  const { said: texts, seconds, ended: end } = spoken(ruleOf<Script>(id, rules), answers, facts)
  return { texts, seconds, end }
}

describe('general-hotline: what is said', () => {
  it('R022, R042, A024: the opening says who speaks, by number or by name', () => {
    const words = { greeting: '早上好', organisation: '百问热线', number: '6012', name: '夏如歌' }
    const opening = (rules = book) => fillBlanks(said('opening', [], {}, rules).texts[0]!, words)
    expect(opening()).toBe('早上好，百问热线，6012号为您服务，请问有什么可以帮您？')
    expect(opening(taking(name, '开场白', '报姓名'))).toBe('早上好，欢迎致电百问热线，我是客服代表夏如歌，请问有什么可以帮您？')
  })

  it('R023, R024: a silent call hears three prompts three seconds apart, or four, or two of five seconds and the advice', () => {
    const silent = (choice?: string) => {
      const { texts, seconds, end } = said('silent-call', [], {}, choice ? taking(name, '无声来电', choice) : book)
      return [texts.filter(text => text === texts[0]).length, texts.length, seconds, end]
    }
    expect(silent()).toEqual([3, 4, 9, '无声'])
    expect(silent('首句加三遍')).toEqual([4, 5, 12, '无声'])
    expect(silent('两遍五秒')).toEqual([2, 3, 15, '无声'])
    expect(said('silent-call', ['no', 'yes'])).toMatchObject({ seconds: 6, end: '已接通' })
  })

  it('R025, R026, R027, A001: louder first, then another telephone, five seconds and the release; nobody is cut off who redials', () => {
    expect(said('low-voice')).toMatchObject({ seconds: 5, end: '太轻' })
    expect(said('low-voice', ['yes'])).toMatchObject({ seconds: 0, end: '已听清' })
    expect(said('low-voice', [], {}, taking(name, '声音太轻', '请他重拨'))).toMatchObject({ seconds: 0, end: '等客户重拨' })
    expect(said('noisy-call')).toMatchObject({ seconds: 5, end: '嘈杂' })
    expect(said('echoing-call', ['yes']).texts).toEqual(['对不起，您的电话有回声，请您拿起听筒讲话好吗？'])
  })

  it('R029: a dialect is checked word by word, then Mandarin is asked for, then another speaker; a house may begin elsewhere', () => {
    expect(said('dialect-call').texts.map(text => text.slice(0, 8))).toEqual([
      '对不起，我和您核',
      '抱歉，家乡话我听',
      '麻烦您请一位会说',
    ])
    expect(said('dialect-call').end).toBe('语言不通')
    expect(said('dialect-call', [], {}, taking(name, '方言', '直接请说普通话')).texts).toHaveLength(2)
    expect(said('dialect-call', ['yes'], {}, taking(name, '方言', '先转会方言的')).texts).toEqual([
      '请您稍等，我请一位会说家乡话的同事来接。',
    ])
  })

  it('R030: three ready phrases for too fast, not understood and not heard', () => {
    expect(said('unclear-call', [], { call: { voice: 'fast' } }).texts).toEqual(['请您稍微慢一点，我边听边记，免得漏了。'])
    expect(said('unclear-call').texts).toEqual(['对不起，刚才没听清，麻烦您再讲一遍，可以吗？'])
    expect(said('agent-unheard', ['yes']).texts).toEqual(['对不起，我再说一遍，您看现在听得清吗？'])
  })

  it('R016, R035: the closing asks for other wishes, and thanks whoever reported or suggested something', () => {
    const closing = (about: 'suggestion' | 'inquiry') => said('closing', ['no'], { contact: { about } }).texts
    expect(closing('suggestion')).toEqual(['请问还有别的需要帮忙吗？', '感谢您的来电。', '有事随时打来，再见。'])
    expect(closing('inquiry')).not.toContain('感谢您的来电。')
  })

  it('R040, R162: outbound, the person is checked first and then who calls is said, or the other way round', () => {
    const [first, second] = said('outbound-opening', ['yes']).texts
    expect([first!.includes('{address}吗'), second!.includes('{name}')]).toEqual([true, true])
    const [both] = said('outbound-opening', ['yes'], {}, taking(name, '外呼开场', '先报身份')).texts
    expect(both!.indexOf('{name}')).toBeLessThan(both!.indexOf('{address}'))
    expect(said('call-back-script', ['no'])).toMatchObject({
      end: '不是本人，问何时再打',
      texts: ['{greeting}，请问是{address}吗？'],
    })
    expect(said('call-back-script', ['yes', 'yes', 'no']).end).toBe('未获认可，另约时间')
    expect(said('call-back-script', ['yes', 'yes', 'yes']).texts.at(-1)).toBe('还有别的需要帮忙吗？谢谢您，再见。')
  })

  it('R044, R047: a caller of another group is passed on, or promised a call; a simple question is answered at once', () => {
    expect(said('call-flow', ['yes', 'yes']).end).toBe('当场答复')
    expect(said('call-flow', ['yes', 'no']).end).toBe('登记，通知责任部门')
    expect(said('call-flow', ['no', 'yes']).end).toBe('请该组受理')
    expect(said('call-flow', ['no', 'no']).end).toBe('记下承诺，通知该组')
  })

  it('R059: a surname makes the address; without it a lady is this lady, or this miss where the house says so', () => {
    const address = (facts: Facts, rules = book) => said('form-of-address', [], facts, rules).texts
    expect(address({ customer: { name: 'given', title: 'miss' } })).toEqual(['某女士'])
    expect(address({ customer: { name: 'unknown', title: 'mr' } })).toEqual(['这位先生'])
    const by = taking(name, '女宾称呼', '分别称呼')
    expect(address({ customer: { name: 'given', title: 'mrs' } }, by)).toEqual(['某夫人'])
    expect(address({ customer: { name: 'declined', title: 'miss' } }, by)).toEqual(['这位小姐'])
  })

  it('R083: who asks for the manager is told that he cannot be reached now, without a tale', () => {
    expect(said('for-the-manager', ['no']).texts[1]).toBe('现在不方便接听，请您留言，我一定转告，好吗？')
    expect(said('for-the-manager', ['no'], {}, taking(name, '不便接听', '说联系不上')).texts[1]).toContain('联系不上')
  })

  it('R091, R092: a complaint begins with an apology and is heard to its end', () => {
    const { texts, end } = said('complaint-steps', ['no', 'no', 'yes', 'no'])
    expect(texts[0]).toContain('抱歉给您带来不便')
    expect(texts.at(-1)).toContain('请给我一点时间')
    expect(end).toBe('登记投诉，约定答复时间')
  })

  it('R182: each festival has its greeting, and an ordinary day none', () => {
    const festivals = ['new-year', 'spring', 'lantern', 'labour', 'dragon-boat', 'mid-autumn', 'national', 'christmas'] as const
    const greetings = festivals.map(festival => said('festival-greeting', [], { time: { festival } }).texts)
    expect(greetings.every(texts => texts.length === 1)).toBe(true)
    expect(new Set(greetings.flat()).size).toBe(festivals.length)
    expect(said('festival-greeting').texts).toEqual([])
  })
})

describe('general-hotline: words', () => {
  const matcher = phraseMatcherOf(book)
  const found = (text: string, rules = book) => [
    ...new Set(
      phraseMatcherOf(rules)
        .find(text)
        .map(({ rule }) => rule),
    ),
  ]
  const modeOf = (id: string, rules = book) => ruleOf<Phrase>(id, rules).mode

  it.each([
    ['R071: certainty instead of guesses', '这个我不知道，可能是吧', 'forbidden-words'],
    ['R172: nothing that sends people away', '下班了，你明天再来', 'forbidden-words'],
    ['R070: never that we do not know', '这个我们不知道', 'not-we-do-not-know'],
    ['R075: no shirking', '这事不归我管', 'no-argument'],
    ['R108: no argument', '爱投诉就投诉', 'no-argument'],
    ['R093: no excuses and no inside stories', '这是客观原因造成的', 'no-excuses'],
    ['R065: no wild promises', '包在我身上，百分之百', 'no-wild-promises'],
    ['R175: nothing rude on the telephone', '喂，说话呀！', 'say-instead'],
    ['R179: no fillers and no counter-questions', '天啊，真是的', 'no-fillers'],
    ['R180: always the polite you', '你的电话是多少', 'always-nin'],
    ['A012: a third person is no he or she', '他已经去了', 'third-person'],
  ])('%s', (_title, text, rule) => expect(found(text)).toContain(rule))

  it.each([
    '我想办法尽可能帮您',
    '请您再说一遍好吗',
    '其他的事',
    '不知道您方便吗',
    '请您说普通话好吗',
    '楼上他家有人吗',
    '不知道您家的水表在哪一侧',
    '管道有可能结冰',
    '您不知道没关系',
    '您大概几点在家',
    '这个预算大概控制在什么范围',
    '这栋楼不可能没有表',
    '我想问一下您的户号',
    '估计几点能到家，您告诉我一声',
    '明天哪个时间段方便',
    '今天啊，师傅下午就到',
    '最近搞什么活动我给您发过去',
    '这件事请不要告诉他人',
    '其他电话打得通吗',
  ])('R071, R172: leaves alone what only looks alike: %s', text => expect(matcher.find(text)).toEqual([]))

  it.each([
    ['a reason, not a refusal', '地址要写全，不然没办法送到', 'no-way'],
    ['a thing, not a person', '水表他装在楼道里', 'third-person-alone'],
    ['a guess that context may excuse', '水压可能低一点', 'guessing-words'],
  ])('R071, R172, A012: only records where one word does not tell: %s', (_title, text, rule) => {
    expect(found(text)).toEqual([rule])
    expect(modeOf(rule)).toBe('record')
  })

  it.each([
    ['没办法啊，您等等吧', 'forbidden-words'],
    ['我没办法，您找物业', 'forbidden-words'],
    ['您去问他，他电话我有', 'third-person'],
  ])('R172, A012: still warns of what is clear: %s', (text, rule) => {
    expect(found(text)).toContain(rule)
    expect(modeOf(rule)).toBe('warn')
  })

  it('R071: a house that wants it is warned of guessing words too', () => {
    const warned = taking(name, '拿不准的话', '提醒')
    expect([found('大概三天', warned), modeOf('guessing-words', warned)]).toEqual([['guessing-words'], 'warn'])
  })

  it('R175: for each sentence that must not be said there is one to say', () => {
    for (const id of [
      'forbidden-words',
      'guessing-words',
      'no-way',
      'say-instead',
      'no-argument',
      'no-excuses',
      'no-wild-promises',
      'always-nin',
    ])
      for (const { text, say } of ruleOf<Phrase>(id).forbid) expect(say, text).not.toBeNull()
  })

  it('R173, R185, R186: misses a polite word in a text without any', () => {
    expect(matcher.missing('马上去查')).toEqual(['polite-words', 'offer-help'])
    expect(matcher.missing('请问有什么可以帮您？')).toEqual([])
  })

  it('R174: keeps its own rules: no script and no better wording holds a word that is forbidden', () => {
    const own = book.rules.flatMap(rule =>
      rule.kind === 'script'
        ? rule.steps.flatMap(step => (step.do === 'say' ? [step.text] : []))
        : rule.kind === 'phrase'
          ? rule.forbid.flatMap(({ say }) => say ?? [])
          : [],
    )
    expect(own.length).toBeGreaterThan(90)
    expect(own.filter(text => matcher.find(text).length > 0)).toEqual([])
  })
})
