import { Input, type InputProps } from 'antd'

/** For six digits of an app, or a recovery code; a phone offers what it has received. */
export function CodeInput(props: Pick<InputProps, 'autoFocus' | 'id' | 'value' | 'onChange'>) {
  return (
    <Input {...props} className="ss-num" autoComplete="one-time-code" maxLength={40} spellCheck={false} autoCapitalize="off" />
  )
}
