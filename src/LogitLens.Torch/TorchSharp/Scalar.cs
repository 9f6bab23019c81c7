namespace TorchSharp;

/// <summary>A number as an operator's argument: a 64-bit integer, a double or a boolean.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long _integer;
    private readonly double _number;

    private Scalar(torch.ScalarType type, long integer, double number)
    {
        Type = type;
        _integer = integer;
        _number = number;
    }

    public torch.ScalarType Type { get; }

    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int64, value, value);

    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value, value);

    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float64, (long)value, value);

    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, (long)value, value);

    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value ? 1 : 0, value ? 1 : 0);

    public void Dispose()
    {
        // Nothing native is held; TorchSharp's Scalar is disposable, so this one is.
    }

    internal bool ToBoolean() => _integer != 0;

    internal long ToInt64() => _integer;

    internal double ToDouble() => _number;
}
