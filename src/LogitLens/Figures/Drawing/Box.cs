namespace LogitLens.Figures.Drawing;

/// <summary>An upright rectangle; y grows downwards.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double CentreX => Left + (Width / 2);

    public double CentreY => Top + (Height / 2);

    /// <summary>Whether the two share area; boxes that only touch do not.</summary>
    public bool Overlaps(Box other)
    {
        const double Touch = 0.01;
        return Left < other.Right - Touch && other.Left < Right - Touch && Top < other.Bottom - Touch && other.Top < Bottom - Touch;
    }
}
