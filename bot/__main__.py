import signal
import sys

if hasattr(signal, "SIGHUP"):  # before all else: to be told to reload while starting must not end the bot
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

from bot.cli import main

sys.exit(main())
