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

; RESULT is 1 where ADDRESS holds a password, as the program itself judges (core/settings/passwords.py).
!macro HoldsPasswordCall ADDRESS RESULT
  Push "${ADDRESS}"
  Call HoldsPassword
  Pop ${RESULT}
!macroend
!define HoldsPassword "!insertmacro HoldsPasswordCall"

Function HoldsPassword
  Exch $0   ; the address
  Push $1   ; where we are
  Push $2   ; what stands there
  Push $3   ; « before » the name of a user, in the « name », in the « secret » after its colon, past it, or « found »
  StrCpy $3 "before"
  StrCpy $1 0
  ${Do}
    StrCpy $2 $0 9 $1
    ${If} $2 == "password="
      StrCpy $3 "found"
      ${ExitDo}
    ${EndIf}
    StrCpy $2 $0 1 $1
    ${If} $2 == ""
      ${ExitDo}
    ${EndIf}
    ${If} $3 == "before"
      StrCpy $2 $0 3 $1
      ${If} $2 == "://"
        StrCpy $3 "name"
        IntOp $1 $1 + 2
      ${EndIf}
    ${ElseIf} $3 == "name"
      ${If} $2 == ":"
        StrCpy $3 "secret"
      ${ElseIf} $2 == "/"
      ${OrIf} $2 == "@"
        StrCpy $3 "past"
      ${EndIf}
    ${ElseIf} $3 == "secret"
    ${AndIf} $2 == "@"
      StrCpy $3 "found"
      ${ExitDo}
    ${EndIf}
    IntOp $1 $1 + 1
  ${Loop}
  StrCpy $0 0
  ${If} $3 == "found"
    StrCpy $0 1
  ${EndIf}
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; RESULT is 1 where ADDRESS is that of a server, or the whole path of a file (« C:\… »): « serveur/agence » would
; be a file of the folder where the program is started.
!macro IsWholeCall ADDRESS RESULT
  StrCpy ${RESULT} "${ADDRESS}" 13
  ${If} ${RESULT} == "postgresql://"
    StrCpy ${RESULT} 1
  ${Else}
    StrCpy ${RESULT} "${ADDRESS}" 11
    ${If} ${RESULT} == "postgres://"
      StrCpy ${RESULT} 1
    ${Else}
      StrCpy ${RESULT} "${ADDRESS}" 2 1
      ${If} ${RESULT} == ":\"
        StrCpy ${RESULT} 1
      ${Else}
        StrCpy ${RESULT} 0
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend
!define IsWhole "!insertmacro IsWholeCall"

; RESULT is TEXT between quotes as TOML reads it: FileWrite writes the code page of the computer, TOML is UTF-8,
; so that only ASCII is written, and the rest as « \u00E9 ».
!macro TomlTextCall TEXT RESULT
  Push "${TEXT}"
  Call TomlText
  Pop ${RESULT}
!macroend
!define TomlText "!insertmacro TomlTextCall"

Function TomlText
  Exch $0   ; the text, then its TOML
  Push $1   ; what is still to come
  Push $2   ; a sign
  Push $3   ; its code
  Push $4   ; where it stands in memory
  StrCpy $1 $0
  StrCpy $0 '"'
  ${DoUntil} $1 == ""
    StrCpy $2 $1 1
    StrCpy $1 $1 "" 1
    System::Call '*(&w2 r2)p.r4'
    System::Call '*$4(&i2.r3)'
    System::Free $4
    IntOp $3 $3 & 0xFFFF
    ${If} $3 < 32
    ${OrIf} $3 > 126
    ${OrIf} $2 == '"'
    ${OrIf} $2 == "\"
      IntFmt $2 "\u%04X" $3
    ${EndIf}
    StrCpy $0 "$0$2"
  ${Loop}
  StrCpy $0 '$0"'
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd
