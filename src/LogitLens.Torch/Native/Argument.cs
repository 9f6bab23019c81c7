namespace TorchSharp.Native;

/// <summary>One argument of an operator call, made by implicit conversion from what C# code has at hand.</summary>
internal readonly struct Argument
{
    private Argument(ArgumentTag tag, long integer = 0, double number = 0, object? reference = null)
    {
        Tag = tag;
        Integer = integer;
        Number = number;
        Reference = reference;
    }

    public static Argument None => default;

    public ArgumentTag Tag { get; }

    public long Integer { get; }

    public double Number { get; }

    public object? Reference { get; }

    public static implicit operator Argument(torch.Tensor? value) => value is null ? None : new(ArgumentTag.Tensor, reference: value);

    public static implicit operator Argument(long value) => new(ArgumentTag.Integer, integer: value);

    public static implicit operator Argument(double value) => new(ArgumentTag.Double, number: value);

    public static implicit operator Argument(bool value) => new(ArgumentTag.Boolean, integer: value ? 1 : 0);

    public static implicit operator Argument(long[] value) => new(ArgumentTag.IntegerList, reference: value);

    public static implicit operator Argument(torch.Tensor[] value) => new(ArgumentTag.TensorList, reference: value);

    public static implicit operator Argument(string value) => new(ArgumentTag.Text, reference: System.Text.Encoding.UTF8.GetBytes(value));

    public static implicit operator Argument(torch.ScalarType value) => new(ArgumentTag.Integer, integer: (long)value);

    public static implicit operator Argument(torch.ScalarType? value) => value is { } type ? type : None;

    public static implicit operator Argument(torch.Device? value) =>
        value is null ? None : new(ArgumentTag.Device, integer: ((long)value.type << 32) | (uint)value.index);

    public static implicit operator Argument(Scalar? value) => value switch
    {
        null => None,
        { Type: torch.ScalarType.Bool } => value.ToBoolean(),
        { Type: torch.ScalarType.Int64 } => value.ToInt64(),
        _ => value.ToDouble(),
    };
}
