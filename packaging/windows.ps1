<#
Builds both installers on Windows and proves them: from an empty clone, with files of PyPI and, in the Debian of
WSL, of Debian only; their hashes are pinned. What it makes stands in a folder of its own, never in the clone.

    powershell -ExecutionPolicy Bypass -File packaging\windows.ps1 [-Work DOSSIER] [-WithoutProof]

Needs: Python 3.11 or newer (`py`), WSL with Debian, `signtool` on the path where there is a certificate, and an
elevated console for the proof, which installs and removes the program and writes into this account's data: a
machine that is thrown away afterwards. This file begins with a byte order mark: without it Windows PowerShell
would not read its accents.
#>
param(
    # Not the folder of temporary files, whose name is often a short one (C:\Users\ELOISE~1).
    [string]$Work = (Join-Path $env:LOCALAPPDATA "agence-windows"),
    [switch]$WithoutProof
)
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
$me = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $WithoutProof -and -not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    throw "La preuve installe le programme : ouvrez une console d’administration, ou ajoutez -WithoutProof."
}
# A name may be relative to where the person stands.
$Work = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Work)
$root = Split-Path $PSScriptRoot
$build = Join-Path $PSScriptRoot "windows"
$env:PYTHONUTF8 = "1"
Set-Location -LiteralPath $root

# Nothing waits for ever: what exceeds its time is ended with its children, and the build with it.
function Invoke-Within([int]$Seconds, [string]$Program, [string[]]$Arguments) {
    $line = ($Arguments | ForEach-Object { if ($_ -match '\s') { '"' + $_ + '"' } else { $_ } }) -join " "
    $process = Start-Process $Program $line -NoNewWindow -PassThru
    $null = $process.Handle   # without it the exit code is lost
    if (-not $process.WaitForExit($Seconds * 1000)) {
        & taskkill.exe /PID $process.Id /T /F | Out-Null
        throw "Délai dépassé ($Seconds s) : $Program $line"
    }
    if ($process.ExitCode -ne 0) { throw "Code $($process.ExitCode) : $Program $line" }
}

# With --exec no shell of Debian reads the parentheses and apostrophes of a path.
function Invoke-Debian([int]$Seconds, [string[]]$Arguments, [string]$User = "") {
    $who = @("-d", "Debian")
    if ($User) { $who += @("-u", $User) }
    Invoke-Within ($Seconds + 60) "wsl.exe" ($who + @("--exec", "timeout", "$Seconds") + $Arguments)
}

function ConvertTo-DebianPath([string]$Path) {
    $full = [IO.Path]::GetFullPath($Path)
    if ($full.Substring(1, 1) -ne ":") { throw "Choisissez un dossier d’un disque de l’ordinateur : $full" }
    "/mnt/" + $full.Substring(0, 1).ToLower() + $full.Substring(2).Replace("\", "/")
}

function Write-Step([string]$Name) { Write-Host "`n== $Name" }

New-Item -ItemType Directory -Force $Work | Out-Null
$python = Join-Path $Work "python\python.exe"
$tools = Join-Path $root ".venv\Scripts\python.exe"
$frozen = Join-Path $Work "gel"
$old = Join-Path $Work "ancien"
$icon = Join-Path $Work "agence.ico"

Write-Step "Outils de Debian et paquets de PyPI"
$apt = @("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
Invoke-Debian 600 ($apt + @("update", "--quiet")) "root"
$debian = @("python3", "nsis", "wixl", "msitools")
Invoke-Debian 900 ($apt + @("install", "--yes", "--no-install-recommends") + $debian) "root"
Invoke-Within 1800 "py.exe" @("-3", "dev.py", "prepare")
if (-not (Test-Path $python)) {
    $part = Join-Path $Work "python.part"
    foreach ($name in $part, (Split-Path $python)) {
        if (Test-Path -LiteralPath $name) { Remove-Item -Recurse -Force -LiteralPath $name }
    }
    Invoke-Within 600 $tools @("$build\interpreter.py", $part)
    Invoke-Within 1200 $tools @("$build\wheels.py", "requirements-dev.lock", "$part\Lib\site-packages")
    Rename-Item -LiteralPath $part "python"
}

Write-Step "Gel"
foreach ($name in "gel", "programme", "ancien", "ancien-programme", "paquets", "anciens", "desinstaller.exe") {
    if (Test-Path -LiteralPath "$Work\$name") { Remove-Item -Recurse -Force -LiteralPath "$Work\$name" }
}
Invoke-Within 3600 $python @("packaging\freeze.py", $frozen)
Invoke-Within 600 $tools @("$build\signing.py", "$frozen\agence\agence-desktop.exe", "$frozen\agence\agence-admin.exe")

$installers = ConvertTo-DebianPath "$build\installers.py"

# NSIS and wixl come from Debian, as under Wine: both builds make the same packages of the same folder.
function New-Packages([string]$Source, [string]$Staging, [string]$Version, [string]$Target, [string[]]$More) {
    Invoke-Within 600 $tools @("$build\staging.py", $Source, $Staging)
    $paths = ($Staging, $icon, $Target) | ForEach-Object { ConvertTo-DebianPath $_ }
    Invoke-Debian 3600 (@("python3", $installers, $paths[0], $Version, $paths[1], $paths[2]) + $More)
}

$env:PYTHONPATH = "src"
$version = & $tools -c "import agence_desktop; print(agence_desktop.__version__)"
if ($LASTEXITCODE -ne 0) { throw "Version du programme : code $LASTEXITCODE" }
Remove-Item Env:PYTHONPATH
Write-Step "Paquets $version"
Invoke-Within 120 $tools @("packaging\drawing.py", $icon)
# The uninstaller stands inside its package: it is built alone, signed here, and handed over.
$uninstaller = Join-Path $Work "desinstaller.exe"
$alone = ConvertTo-DebianPath $uninstaller
Invoke-Debian 600 @("python3", $installers, $version, (ConvertTo-DebianPath $icon), "--desinstaller-seul", $alone)
Invoke-Within 600 $tools @("$build\signing.py", $uninstaller)
New-Packages "$frozen\agence" "$Work\programme" $version "$Work\paquets" @("--desinstaller", $alone)
Invoke-Within 600 $tools (@("$build\signing.py") + (Get-ChildItem "$Work\paquets\Agence-*" | ForEach-Object FullName))
$sums = Get-ChildItem "$Work\paquets\Agence-*" | ForEach-Object {
    "$((Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash.ToLower())  $($_.Name)`n"
}
# Line ends that sha256sum reads as well.
[IO.File]::WriteAllText("$Work\paquets\sommes.sha256", -join $sums)
# Who deploys them has no copy of the project.
Copy-Item -Recurse "packaging\policies" "$Work\paquets\strategies"
Copy-Item "docs\guide-installateur.md" "$Work\paquets"

if (-not $WithoutProof) {
    Write-Step "Paquets d’une version plus ancienne, pour la mise à niveau"
    Copy-Item -Recurse "$frozen\agence" $old
    Set-Content -Encoding ascii "$old\ancien.txt" "ancien"
    New-Packages $old "$Work\ancien-programme" "0.0.1" "$Work\anciens" @("--vite")
    Write-Step "Preuve"
    Invoke-Within 7200 $python @("$build\prove.py", "$Work\paquets", "$Work\anciens")
    Write-Step "Démarrage"
    Invoke-Within 1800 $python @("$build\measure.py", "$frozen\agence")
}
Write-Step "Fait : $Work\paquets"
