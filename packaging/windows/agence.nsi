; The installer for one person or for everybody. Built by installers.py, which gives:
; VERSION, VERSION4 (four numbers), STAGING (the folder to install), SUMS (the name of its
; list of checksums), KILOBYTES, ICON, OUTPUT, FINISH (a command that finishes the uninstaller, « %1 »), QUICK
; where size does not count
Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!uninstfinalize `${FINISH}` = 0
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
!define OWN "Software\Agence"   ; what packages note of themselves; the program reads « Base » there
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
Var Known     ; where the former version was installed, or nothing
Var Fresh     ; where the new folder is written
Var Former    ; where the folder of the former version waits
Var Elsewhere ; where that of a version that was installed in another folder waits, or nothing

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
  ${If} $Base != ""
    ${IsWhole} $Base $2
    ${If} $2 == 0
      !insertmacro Refuse ${FAILED} "${NO_ADDRESS}"
    ${EndIf}
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
  ReadRegStr $Known SHCTX "${UNINSTALL}" "InstallLocation"
  ${If} $Known != ""
    StrCpy $INSTDIR $Known
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
  ReadRegStr $0 HKLM "${OWN}" "Package"
  ${If} $0 == "msi"
  ${AndIf} $ForAll == 1
    !insertmacro Refuse ${OTHER_PACKAGE} "${OTHER_PACKAGE_TOLD}"
  ${EndIf}
  ${IsOursOrFree} "$INSTDIR" $0
  ${If} $0 == 0
    !insertmacro Refuse ${FAILED} "${FOLDER_OF_OTHERS}"
  ${EndIf}
  ${IsRunning} "$INSTDIR" $0
  ${If} $0 == 0
  ${AndIf} $Known != ""
    ${IsRunning} "$Known" $0
  ${EndIf}
  ${If} $0 == 1
    !insertmacro Refuse ${RUNNING} "${RUNNING_TOLD}"
  ${EndIf}
  Call WriteBeside
  Call Exchange
  ${RemoveListed} "$Former" "${UNINSTALLER}"
  ${If} $Elsewhere != ""
    ${RemoveListed} "$Elsewhere" "${UNINSTALLER}"
  ${EndIf}
  Call Register
  Call Preset
  Call KeepSettingsFolder
SectionEnd

; Everything is written beside; the old folder stays whole until the new one takes its place.
Function WriteBeside
  ; What an installation that was cut short left there has its first file; a folder of somebody else stays.
  ${If} ${FileExists} "$INSTDIR.nouveau\agence-desktop.exe"
    RMDir /r "$INSTDIR.nouveau"
  ${EndIf}
  ${Unused} "$INSTDIR.nouveau" $Fresh
  ClearErrors
  SetOutPath "$Fresh"
  File "${STAGING}/agence-desktop.exe"
  File /r /x agence-desktop.exe "${STAGING}/*"
  WriteUninstaller "$Fresh\${UNINSTALLER}"
  ${If} ${Errors}
    Call GiveUp
  ${EndIf}
  SetOutPath "$TEMP"
FunctionEnd

Function Exchange
  StrCpy $Elsewhere ""
  ${Unused} "$INSTDIR.ancien" $Former
  ; First that of another folder: were it the same one under another name, nothing is left to move below.
  ${If} $Known != ""
  ${AndIf} $Known != $INSTDIR
  ${AndIf} ${FileExists} "$Known\agence-desktop.exe"
    ${Unused} "$Known.ancien" $Elsewhere
    ClearErrors
    Rename "$Known" "$Elsewhere"
    ${If} ${Errors}
      StrCpy $Elsewhere ""
      Call GiveUp
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\*.*"
    ClearErrors
    Rename "$INSTDIR" "$Former"
    ${If} ${Errors}
      Call GiveUp
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$Fresh" "$INSTDIR"
  ${If} ${Errors}
    Rename "$Former" "$INSTDIR"
    Call GiveUp
  ${EndIf}
FunctionEnd

Function GiveUp
  SetOutPath "$TEMP"
  ${If} $Elsewhere != ""
    Rename "$Elsewhere" "$Known"
  ${EndIf}
  RMDir /r "$Fresh"
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
  WriteRegStr SHCTX "${OWN}" "Package" "exe"
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
    WriteRegStr HKLM "${OWN}" "Base" $Base
  ${ElseIfNot} ${FileExists} "$APPDATA\Agence\agence.toml"
    CreateDirectory "$APPDATA\Agence"
    FileOpen $0 "$APPDATA\Agence\agence.toml" w
    ${TomlText} $Base $1
    FileWrite $0 "base = $1$\r$\n"
    FileClose $0
  ${EndIf}
FunctionEnd

; Under ProgramData everybody may make a folder, and so settings for everybody: this one is made before they do,
; for the system and administrators to write and everybody to read. One that is there stays as it is.
Function KeepSettingsFolder
  ${If} $ForAll == 0
  ${OrIf} ${FileExists} "$APPDATA\Agence\*.*"
    Return
  ${EndIf}
  CreateDirectory "$APPDATA\Agence"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Agence" /inheritance:r /grant *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
  ${If} $0 != 0
    RMDir "$APPDATA\Agence"
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
  DeleteRegValue SHCTX "${OWN}" "Base"
  DeleteRegValue SHCTX "${OWN}" "Package"
  DeleteRegKey /ifempty SHCTX "${OWN}"
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    RMDir "$APPDATA\Agence"   ; that of everybody, where it is empty
  ${EndIf}
  DeleteRegKey SHCTX "${UNINSTALL}"
SectionEnd
