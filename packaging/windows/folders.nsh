; Folders of the program: whose they are, whether they are in use, and their removal file by file.

; RESULT is 1 where the folder is absent, empty, or holds this program.
!macro IsOursOrFreeCall FOLDER RESULT
  StrCpy ${RESULT} 1
  ${IfNot} ${FileExists} "${FOLDER}\agence-desktop.exe"
  ${AndIf} ${FileExists} "${FOLDER}\*.*"
    ${DirState} "${FOLDER}" ${RESULT}   ; 0: empty, 1: full
    IntOp ${RESULT} 1 - ${RESULT}
  ${EndIf}
!macroend
!define IsOursOrFree "!insertmacro IsOursOrFreeCall"

; RESULT is FOLDER, or that name with signs after it, so that nothing stands there.
!macro UnusedCall FOLDER RESULT
  StrCpy ${RESULT} "${FOLDER}"
  ${DoWhile} ${FileExists} "${RESULT}"
    StrCpy ${RESULT} "${RESULT}~"
  ${Loop}
!macroend
!define Unused "!insertmacro UnusedCall"

; RESULT is 1 where a program of the folder runs, in whatever session: its file cannot be written then.
!macro IsRunningCall FOLDER RESULT
  StrCpy ${RESULT} 0
  !insertmacro InUse "${FOLDER}\agence-desktop.exe" ${RESULT}
  !insertmacro InUse "${FOLDER}\agence-admin.exe" ${RESULT}
!macroend
!define IsRunning "!insertmacro IsRunningCall"

!macro InUse FILE RESULT
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $R9 "${FILE}" a
    ${If} ${Errors}
      StrCpy ${RESULT} 1
    ${Else}
      FileClose $R9
    ${EndIf}
    ClearErrors
  ${EndIf}
!macroend

; Deletes the files that the folder's own list names, then the list, OTHER, and the folders that are left empty.
; What somebody else put there stays.
!macro RemoveListedCall FOLDER OTHER
  Push "${FOLDER}"
  !ifdef __UNINSTALL__
    Call un.RemoveListed
  !else
    Call RemoveListed
  !endif
  Delete "${FOLDER}\${OTHER}"
  RMDir "${FOLDER}"
!macroend
!define RemoveListed "!insertmacro RemoveListedCall"

!macro RemoveListedFunction PREFIX
Function ${PREFIX}RemoveListed
  Exch $0   ; the folder
  Push $1   ; the list
  Push $2   ; a line: hash, two spaces, path
  Push $3   ; the path, then its folders upwards
  ClearErrors
  FileOpen $1 "$0\${SUMS}" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $1 $2
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $3 $2 "" 66
      ${TrimNewLines} $3 $3
      ${WordReplace} $3 "/" "\" "+" $3
      Delete "$0\$3"
      ${Do}
        ${GetParent} $3 $3
        ${If} $3 == ""
          ${ExitDo}
        ${EndIf}
        RMDir "$0\$3"
      ${Loop}
    ${Loop}
    FileClose $1
    Delete "$0\${SUMS}"
  ${EndIf}
  ClearErrors
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro RemoveListedFunction ""
!insertmacro RemoveListedFunction "un."
