namespace LogitLens.Figures.Drawing;

/// <summary>A text as it stands in a drawing.</summary>
internal sealed record PlacedText(string Text, Box Bounds);
