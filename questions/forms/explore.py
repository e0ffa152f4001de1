"""What is asked of the calculator: in the address, so that a result can be linked."""

from django import forms


class ExploreForm(forms.Form):
    f = forms.CharField(label="Function", max_length=2_000, required=False)
    at = forms.CharField(label="At the point", max_length=200, required=False)
    rate = forms.FloatField(label="Learning rate", min_value=0, max_value=1e6, required=False)
    by = forms.CharField(label="Variables", max_length=200, required=False)
