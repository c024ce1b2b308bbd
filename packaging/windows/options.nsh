; The value of an option. GetOptions ends a value at the next « / », which every address has.

; RESULT is what follows OPTION (« /DBURL= ») in TEXT, up to a space; or up to a quote, where one stands before
; the option or after it. Empty where the option is absent.
!macro ReadOptionCall TEXT OPTION RESULT
  Push "${TEXT}"
  Push "${OPTION}"
  Call ReadOption
  Pop ${RESULT}
!macroend
!define ReadOption "!insertmacro ReadOptionCall"

Function ReadOption
  Exch $1   ; the option
  Exch
  Exch $0   ; the text, then what is left of it
  Push $2   ; the length of the option, then the sign that ends the value
  Push $3   ; where we are
  Push $4   ; what stands there
  StrLen $2 $1
  StrCpy $3 " "   ; what stands before the text
  ${Do}
    StrCpy $4 $0 $2
    ${If} $4 == $1
    ${OrIf} $0 == ""
      ${ExitDo}
    ${EndIf}
    StrCpy $3 $0 1
    StrCpy $0 $0 "" 1
  ${Loop}
  StrCpy $0 $0 "" $2
  StrCpy $4 $0 1
  ${If} $4 == '"'
    StrCpy $0 $0 "" 1
    StrCpy $3 '"'
  ${EndIf}
  StrCpy $2 " "
  ${If} $3 == '"'
    StrCpy $2 '"'
  ${EndIf}
  StrCpy $3 0
  ${Do}
    StrCpy $4 $0 1 $3
    ${If} $4 == ""
    ${OrIf} $4 == $2
      ${ExitDo}
    ${EndIf}
    IntOp $3 $3 + 1
  ${Loop}
  StrCpy $0 $0 $3
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd
