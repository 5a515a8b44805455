@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Starts the program tern of this installation. JAVA_HOME, TERN_JAVA_OPTS and TERN_CLASSPATH: see bin/tern.
setlocal
for %%i in ("%~dp0..") do set "TERN_INSTALLATION=%%~fi"
set "TERN_JAVA=java"
if defined JAVA_HOME set "TERN_JAVA=%JAVA_HOME%\bin\java"
set "TERN_JARS=%TERN_INSTALLATION%\lib\*"
if defined TERN_CLASSPATH set "TERN_JARS=%TERN_CLASSPATH%;%TERN_JARS%"
"%TERN_JAVA%" "-Dtern.home=%TERN_INSTALLATION%" %TERN_JAVA_OPTS% -cp "%TERN_JARS%" io.ternmq.server.cli.Tern %*
exit /b %ERRORLEVEL%
