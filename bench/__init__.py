"""The figures that the guide is to reach, measured with its real servers on free ports of this machine (python -m bench)."""
