namespace TorchSharp;

#pragma warning disable CA1720 // names are TorchSharp's

/// <summary>Where tensors live; numbers as in c10.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public static partial class torch
{
    /// <summary>A device such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public sealed class Device
    {
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(string description)
        {
            string[] parts = description.Split(':');
            type = parts[0].ToUpperInvariant() switch
            {
                "CPU" => DeviceType.CPU,
                "CUDA" => DeviceType.CUDA,
                _ => throw new ArgumentException($"unknown device '{description}': expected cpu, cuda or cuda:N"),
            };
            int number = -1;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out number)))
            {
                throw new ArgumentException($"unknown device '{description}': expected cpu, cuda or cuda:N");
            }

            index = number;
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() => type == DeviceType.CPU ? "cpu" : index < 0 ? "cuda" : $"cuda:{index}";
    }
}
