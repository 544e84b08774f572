/** What the editor says by itself; it speaks English unless it is given other words. */
import { EditorState } from '@codemirror/state'
import { shownLanguage } from '../../../app/language.ts'

const chinese = {
  'Control character': '控制字符',
  'Selection deleted': '所选文字已删除',
  'Folded lines': '收起的行',
  'Unfolded lines': '展开的行',
  to: '到',
  'folded code': '收起的内容',
  unfold: '展开',
  'Fold line': '收起',
  'Unfold line': '展开',
  'Go to line': '转到行',
  go: '转到',
  Find: '查找',
  Replace: '换成',
  next: '下一个',
  previous: '上一个',
  all: '全选',
  'match case': '分大小写',
  'by word': '整词',
  regexp: '正则',
  replace: '替换',
  'replace all': '全部替换',
  close: '关闭',
  'current match': '当前匹配',
  'replaced $ matches': '替换了 $ 处',
  'replaced match on line $': '替换了第 $ 行的一处',
  'on line': '在第',
  Completions: '可选的词',
  Diagnostics: '检查结果',
  'No diagnostics': '没有问题',
  'Deleted lines': '删去的行',
  '$ unchanged lines': '$ 行没有变',
  'Revert this chunk': '恢复这一段',
}

export const phrases = () => EditorState.phrases.of(shownLanguage() === 'en' ? {} : chinese)
