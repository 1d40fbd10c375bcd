package main

func (o *oracle) replay() {}
