@echo off
rem Start OS1 on Windows: set up what is missing, then run. Written after the script os1, but never tried on Windows.
rem   os1                     the window          os1 test [--fast^|--long]     the tests
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
if "%here:~-1%"=="\" set "here=%here:~0,-1%"
set "venv=%here%\.venv"
set "python=%venv%\Scripts\python.exe"
set "kind=runtime"
if /i "%~1"=="test" set "kind=test"
set "locked=%here%\resources\lock\%kind%.txt"
set "PYTHONHOME="
set "VIRTUAL_ENV="
set "PIP_REQUIRE_VIRTUALENV="
set "PIP_USER="
set "PIP_TARGET="

rem The stamp is a copy of the lock that was installed, written last. The tests' lock contains the other.
if not exist "%python%" goto setup
fc /b "%here%\resources\lock\test.txt" "%venv%\os1-stamp-test" >nul 2>&1 && goto run
if "%kind%"=="runtime" fc /b "%locked%" "%venv%\os1-stamp-runtime" >nul 2>&1 && goto run

:setup
set "found="
for %%v in (3.13 3.12 3.11) do if not defined found (
    py -%%v -c "import venv" >nul 2>&1 && set "found=py -%%v"
)
if not defined found (
    python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" >nul 2>&1 && set "found=python"
)
if not defined found (
    echo os1: OS1 needs Python 3.11, 3.12 or 3.13, and there is none here; it can be had from python.org or the Microsoft Store. 1>&2
    exit /b 1
)
rem Two starts at the same moment: the second waits until the first has taken its folder away.
if not exist "%venv%" mkdir "%venv%"
:wait
mkdir "%venv%\os1-lock.d" >nul 2>&1 || (
    echo os1: Another start is setting up; waiting for it. If there is none, delete "%venv%\os1-lock.d". 1>&2
    timeout /t 2 /nobreak >nul
    goto wait
)
echo os1: Setting up Python packages in .venv ^(1.3 GB, once^) ... 1>&2
del "%venv%\os1-stamp-runtime" "%venv%\os1-stamp-test" >nul 2>&1
%found% -I -m venv "%venv%" 1>&2 || goto failed
"%python%" -I -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r "%locked%" 1>&2 || goto failed
copy /b /y "%locked%" "%venv%\os1-stamp-%kind%" >nul || goto failed
rmdir "%venv%\os1-lock.d"
echo os1: Done. 1>&2

:run
set "PYTHONPATH=%here%"
set "PYTHONSAFEPATH=1"
set "rest="
for /f "tokens=1,*" %%a in ("%*") do set "rest=%%b"
if "%kind%"=="test" (
    "%python%" "%here%\tests\run.py" %rest%
) else (
    "%python%" -m ui %*
)
exit /b %errorlevel%

:failed
rmdir "%venv%\os1-lock.d" >nul 2>&1
echo os1: The Python packages could not be set up; the lines above say why. Is there a network? Start again to go on. 1>&2
exit /b 1
