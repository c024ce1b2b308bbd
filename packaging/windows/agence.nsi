; The installer for one person or for everybody. Built by installers.py, which gives:
; VERSION, VERSION4 (four numbers), STAGING (the folder to install), SUMS (the name of its
; list of checksums), KILOBYTES, ICON, OUTPUT, SIGN (a command that signs a file), QUICK where size does not count
Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!uninstfinalize '${SIGN} "%1"' = 0
CRCCheck force
ManifestDPIAware true
; An administrator is asked for elevation and installs for everybody; another person installs alone.
RequestExecutionLevel highest

!include LogicLib.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WordFunc.nsh
!include MUI2.nsh
!include refusals.nsh
!include folders.nsh
!include options.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Agence"
!define POLICIES "Software\Policies\Agence"
!define CLASS "Agence.Sauvegarde"
!define UNINSTALLER "desinstaller.exe"

Name "Agence"
BrandingText "Agence ${VERSION}"
OutFile "${OUTPUT}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=3084 "ProductName" "Agence"
VIAddVersionKey /LANG=3084 "CompanyName" "Agence"
VIAddVersionKey /LANG=3084 "FileDescription" "Installation d’Agence"
VIAddVersionKey /LANG=3084 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=3084 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=3084 "LegalCopyright" ""

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\agence-desktop.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

Var ForAll    ; 1 where everybody of this computer gets the program
Var Base      ; the base that is preset, or nothing
Var Former    ; where the folder of the former version waits

Function .onInit
  SetRegView 64
  UserInfo::GetAccountType
  Pop $0
  StrCpy $ForAll 0
  ${If} $0 == "Admin"
    StrCpy $ForAll 1
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/CurrentUser" $2
  ${IfNot} ${Errors}
    StrCpy $ForAll 0
  ${EndIf}
  ClearErrors
  ${GetOptions} $1 "/AllUsers" $2
  ${IfNot} ${Errors}
    ${If} $0 != "Admin"
      !insertmacro Refuse ${FAILED} "${NOT_ADMINISTRATOR}"
    ${EndIf}
    StrCpy $ForAll 1
  ${EndIf}
  ${ReadOption} $1 "/DBURL=" $Base
  ${HoldsPassword} $Base $2
  ${If} $2 == 1
    !insertmacro Refuse ${FAILED} "${WITH_PASSWORD}"
  ${EndIf}
  Call ChooseFolder
FunctionEnd

Function ChooseFolder
  StrCpy $0 $INSTDIR     ; what /D= said
  ${If} $ForAll == 1
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\Agence"
  ${Else}
    SetShellVarContext current
    ; Not %LocalAppData%\Agence: the person's data stand there.
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Agence"
  ${EndIf}
  ReadRegStr $1 SHCTX "${UNINSTALL}" "InstallLocation"
  ${If} $1 != ""
    StrCpy $INSTDIR $1
  ${EndIf}
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

Function .onVerifyInstDir
  ${IsOursOrFree} "$INSTDIR" $0
  ${If} $0 == 0
    Abort
  ${EndIf}
FunctionEnd

Section "Agence"
  ReadRegStr $0 HKLM "Software\Agence" "Package"
  ${If} $0 == "msi"
  ${AndIf} $ForAll == 1
    !insertmacro Refuse ${OTHER_PACKAGE} "${OTHER_PACKAGE_TOLD}"
  ${EndIf}
  ${IsOursOrFree} "$INSTDIR" $0
  ${If} $0 == 0
    !insertmacro Refuse ${FAILED} "${FOLDER_OF_OTHERS}"
  ${EndIf}
  ${IsRunning} "$INSTDIR" $0
  ${If} $0 == 1
    !insertmacro Refuse ${RUNNING} "${RUNNING_TOLD}"
  ${EndIf}

  ; Everything is written beside; the old folder stays whole until the new one takes its place.
  RMDir /r "$INSTDIR.nouveau"
  ClearErrors
  SetOutPath "$INSTDIR.nouveau"
  File /r "${STAGING}/*"
  WriteUninstaller "$INSTDIR.nouveau\${UNINSTALLER}"
  ${If} ${Errors}
    Call GiveUp
  ${EndIf}
  SetOutPath "$TEMP"
  ; One may still stand there, with files that somebody else put into it.
  StrCpy $Former "$INSTDIR.ancien"
  ${DoWhile} ${FileExists} "$Former\*.*"
    StrCpy $Former "$Former~"
  ${Loop}
  ${If} ${FileExists} "$INSTDIR\*.*"
    ClearErrors
    Rename "$INSTDIR" "$Former"
    ${If} ${Errors}
      Call GiveUp
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR.nouveau" "$INSTDIR"
  ${If} ${Errors}
    Rename "$Former" "$INSTDIR"
    Call GiveUp
  ${EndIf}
  ${RemoveListed} "$Former" "${UNINSTALLER}"

  Call Register
  Call Preset
SectionEnd

Function GiveUp
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR.nouveau"
  !insertmacro Refuse ${FAILED} "${NOT_WRITTEN}"
FunctionEnd

Function Register
  CreateShortCut "$SMPROGRAMS\Agence.lnk" "$INSTDIR\agence-desktop.exe"
  WriteRegStr SHCTX "Software\Classes\.agence" "" "${CLASS}"
  WriteRegStr SHCTX "Software\Classes\.agence\OpenWithProgids" "${CLASS}" ""
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "Sauvegarde d’Agence"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\agence-desktop.exe,0"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\agence-desktop.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteRegStr SHCTX "Software\Agence" "Package" "exe"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Agence"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\agence-desktop.exe,0"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Agence"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
FunctionEnd

Function Preset
  ${If} $Base == ""
    Return
  ${EndIf}
  ${If} $ForAll == 1
    WriteRegStr HKLM "${POLICIES}" "base" $Base
    ; What this package wrote goes with it; what group policy wrote since then does not.
    WriteRegStr SHCTX "${UNINSTALL}" "Base" $Base
  ${ElseIfNot} ${FileExists} "$APPDATA\Agence\agence.toml"
    CreateDirectory "$APPDATA\Agence"
    FileOpen $0 "$APPDATA\Agence\agence.toml" w
    ${TomlText} $Base $1
    FileWrite $0 "base = $1$\r$\n"
    FileClose $0
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro Refuse ${FAILED} "${NOT_ADMINISTRATOR}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Uninstall"
  ${IsRunning} "$INSTDIR" $0
  ${If} $0 == 1
    !insertmacro Refuse ${RUNNING} "${RUNNING_TOLD}"
  ${EndIf}
  SetOutPath "$TEMP"
  ; Only what was installed: bases, drafts, logs and settings are elsewhere, and stay.
  ${RemoveListed} "$INSTDIR" "${UNINSTALLER}"
  Delete "$SMPROGRAMS\Agence.lnk"
  ReadRegStr $0 SHCTX "Software\Classes\.agence" ""
  ${If} $0 == "${CLASS}"
    DeleteRegKey SHCTX "Software\Classes\.agence"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${CLASS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ReadRegStr $0 SHCTX "${UNINSTALL}" "Base"
  ReadRegStr $1 HKLM "${POLICIES}" "base"
  ${If} $0 != ""
  ${AndIf} $0 == $1
    DeleteRegValue HKLM "${POLICIES}" "base"
    DeleteRegKey /ifempty HKLM "${POLICIES}"
  ${EndIf}
  DeleteRegValue SHCTX "Software\Agence" "Package"
  DeleteRegKey /ifempty SHCTX "Software\Agence"
  DeleteRegKey SHCTX "${UNINSTALL}"
SectionEnd
