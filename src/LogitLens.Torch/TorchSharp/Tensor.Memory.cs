using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Copies, fills, and moves between types and devices.
    public sealed partial class Tensor
    {
        private static readonly Operator s_clone = new("aten::clone");
        private static readonly Operator s_alias = new("aten::alias");
        private static readonly Operator s_detach = new("aten::detach");
        private static readonly Operator s_contiguous = new("aten::contiguous");
        private static readonly Operator s_copyInPlace = new("aten::copy_");
        private static readonly Operator s_zeroInPlace = new("aten::zero_");
        private static readonly Operator s_fillInPlace = new("aten::fill_", "Scalar");
        private static readonly Operator s_normalInPlace = new("aten::normal_");
        private static readonly Operator s_uniformInPlace = new("aten::uniform_");
        private static readonly Operator s_toType = new("aten::to", "dtype");
        private static readonly Operator s_toDevice = new("aten::to", "device");

        public Tensor clone() => s_clone.Call(this);

        public Tensor detach() => s_detach.Call(this);

        public Tensor contiguous() => s_contiguous.Call(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => s_copyInPlace.CallInPlace(this, source, nonBlocking);

        // TorchSharp gives a new handle here, where its other in-place operators return the tensor itself.
        public Tensor zero_() => s_zeroInPlace.CallInPlace(this).alias();

        public Tensor alias() => s_alias.Call(this);

        public Tensor fill_(Scalar value) => s_fillInPlace.CallInPlace(this, value);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => s_normalInPlace.CallInPlace(this, mean, std);

        public Tensor uniform_(double from, double to, Generator? generator = null) => s_uniformInPlace.CallInPlace(this, from, to);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(s_toType.Call(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(s_toDevice.Call(this, device, dtype, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(s_toDevice.Call(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor cpu() => to(new Device(DeviceType.CPU));

        private Tensor Replace(Tensor result, bool disposeThis)
        {
            if (disposeThis)
            {
                Dispose();
            }

            return result;
        }
    }
}
