<#
Builds both installers on Windows and proves them: from an empty clone, with files of PyPI and, in the Debian of
WSL, of Debian only; their hashes are pinned. What it makes stands in a folder of its own, never in the clone.

    powershell -ExecutionPolicy Bypass -File packaging\windows.ps1 [-Work DOSSIER] [-WithoutProof]

Needs: Python 3.11 or newer (`py`), WSL with Debian, and an elevated console for the proof, which installs and
removes the program and writes into this account's data: a machine that is thrown away afterwards.
#>
param(
    [string]$Work = (Join-Path ([IO.Path]::GetTempPath()) "agence-windows"),
    [switch]$WithoutProof
)
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
$root = Split-Path $PSScriptRoot
$build = Join-Path $PSScriptRoot "windows"
$env:PYTHONUTF8 = "1"
Set-Location $root

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

# The uninstaller is signed inside Debian, where its package is built.
$env:WSLENV = "AGENCE_CERTIFICATE/p:AGENCE_CERTIFICATE_PASSWORD/p:AGENCE_TIMESTAMP"

function Invoke-Debian([int]$Seconds, [string[]]$Arguments) {
    Invoke-Within ($Seconds + 60) "wsl.exe" (@("-d", "Debian", "--", "timeout", "$Seconds") + $Arguments)
}

function ConvertTo-DebianPath([string]$Path) {
    $full = [IO.Path]::GetFullPath($Path)
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
$debian = @("apt-get", "install", "--yes", "--no-install-recommends", "python3", "nsis", "wixl", "msitools", "osslsigncode")
Invoke-Within 600 "wsl.exe" (@("-d", "Debian", "-u", "root", "--", "timeout", "540", "apt-get", "update", "--quiet"))
Invoke-Within 960 "wsl.exe" (@("-d", "Debian", "-u", "root", "--", "timeout", "900") + $debian)
Invoke-Within 1800 "py.exe" @("-3", "dev.py", "prepare")
if (-not (Test-Path $python)) {
    $part = Join-Path $Work "python.part"
    Invoke-Within 600 $tools @("$build\interpreter.py", $part)
    Invoke-Within 1200 $tools @("$build\wheels.py", "requirements-dev.lock", "$part\Lib\site-packages")
    Rename-Item $part "python"
}

Write-Step "Gel"
foreach ($name in "gel", "programme", "ancien", "ancien-programme", "paquets", "anciens") {
    if (Test-Path "$Work\$name") { Remove-Item -Recurse -Force "$Work\$name" }
}
Invoke-Within 3600 $python @("packaging\freeze.py", $frozen)
Invoke-Within 600 $tools @("$build\signing.py", "$frozen\agence\agence-desktop.exe", "$frozen\agence\agence-admin.exe")

# NSIS and wixl come from Debian, as under Wine: both builds make the same packages of the same folder.
function New-Packages([string]$Source, [string]$Staging, [string]$Version, [string]$Target, [string[]]$More) {
    Invoke-Within 600 $tools @("$build\staging.py", $Source, $Staging)
    $script = ConvertTo-DebianPath "$build\installers.py"
    $paths = ($Staging, $icon, $Target) | ForEach-Object { ConvertTo-DebianPath $_ }
    Invoke-Debian 3600 (@("python3", $script, $paths[0], $Version, $paths[1], $paths[2]) + $More)
}

$env:PYTHONPATH = "src"
$version = & $tools -c "import agence_desktop; print(agence_desktop.__version__)"
Remove-Item Env:PYTHONPATH
Write-Step "Paquets $version"
Invoke-Within 120 $tools @("packaging\drawing.py", $icon)
New-Packages "$frozen\agence" "$Work\programme" $version "$Work\paquets" @()
Invoke-Within 600 $tools (@("$build\signing.py") + (Get-ChildItem "$Work\paquets\Agence-*" | ForEach-Object FullName))
Get-ChildItem "$Work\paquets\Agence-*" | ForEach-Object {
    "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLower())  $($_.Name)"
} | Set-Content -Encoding ascii "$Work\paquets\sommes.sha256"
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
