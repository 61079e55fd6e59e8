"""Terms in running text: found however inflected, and checked in translations."""
