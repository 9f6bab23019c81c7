using System.Runtime.InteropServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A handle to a libtorch tensor. It belongs to the dispose scope that was innermost when it was made; the native tensor lives until the
    /// last handle to it is disposed.
    /// </summary>
    public sealed partial class Tensor : IDisposable
    {
        private static long s_live;
        private static long s_peak;

        private IntPtr _handle;
        private DisposeScope? _scope;

        internal Tensor(IntPtr handle)
        {
            _handle = handle;
            long live = Interlocked.Increment(ref s_live);
            if (live > Volatile.Read(ref s_peak))
            {
                Volatile.Write(ref s_peak, live);
            }

            _scope = DisposeScope.Current;
            _scope?.Add(this);
        }

        ~Tensor() => Release();

        /// <summary>How many handles are alive in the process; tests hold runs to leave none behind.</summary>
        public static long TotalCount => Interlocked.Read(ref s_live);

        public static long PeakCount => Interlocked.Read(ref s_peak);

        public IntPtr Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle == IntPtr.Zero, this);
                return _handle;
            }
        }

        public bool IsInvalid => _handle == IntPtr.Zero;

        public long[] shape => Layout(sizes: true);

        public long ndim => LibInterpTorch.it_dim(Handle);

        public ScalarType dtype => (ScalarType)LibInterpTorch.it_dtype(Handle);

        public DeviceType device_type => (DeviceType)(LibInterpTorch.it_device(Handle) >> 32);

        public Device device
        {
            get
            {
                long packed = LibInterpTorch.it_device(Handle);
                return new Device((DeviceType)(packed >> 32), (int)packed);
            }
        }

        public bool requires_grad
        {
            get => LibInterpTorch.it_requires_grad(Handle);
            set => LibInterpTorch.Check(LibInterpTorch.it_set_requires_grad(Handle, value));
        }

        public Tensor? grad
        {
            get
            {
                LibInterpTorch.Check(LibInterpTorch.it_grad(Handle, out IntPtr found));
                return found == IntPtr.Zero ? null : new Tensor(found);
            }

            set
            {
                LibInterpTorch.Check(LibInterpTorch.it_set_grad(Handle, value?.Handle ?? IntPtr.Zero));
                GC.KeepAlive(value);
            }
        }

        /// <summary>The memory of a contiguous CPU tensor, of at most 2 GiB; valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU || !is_contiguous())
                {
                    throw new InvalidOperationException("only the memory of a contiguous CPU tensor can be read");
                }

                LibInterpTorch.Check(LibInterpTorch.it_data(Handle, out IntPtr data));
                return new Span<byte>((void*)data, checked((int)(numel() * element_size())));
            }

            set => value.CopyTo(bytes);
        }

        public long dim() => ndim;

        public long numel() => LibInterpTorch.it_numel(Handle);

        public long size(int dim)
        {
            long[] sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public long[] stride() => Layout(sizes: false);

        public bool is_contiguous() => LibInterpTorch.it_is_contiguous(Handle);

        public long element_size() => dtype switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.ComplexFloat64 => 16,
            _ => 8,
        };

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (Marshal.SizeOf<T>() != element_size() && !(typeof(T) == typeof(bool) && dtype == ScalarType.Bool))
            {
                throw new ArgumentException($"cannot read {dtype} as {typeof(T).Name}");
            }

            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
            {
                throw new ArgumentException("only a tensor of one element has an item");
            }

            return data<T>().ToArray()[0];
        }

        public void backward() => LibInterpTorch.Check(LibInterpTorch.it_backward(Handle));

        public Tensor MoveToOuterDisposeScope()
        {
            if (_scope is { } scope)
            {
                scope.MoveToOuter(this);
            }

            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            MoveTo(other);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            MoveTo(null);
            return this;
        }

        public void Dispose()
        {
            _scope?.Remove(this);
            _scope = null;
            Release();
            GC.SuppressFinalize(this);
        }

        internal void MoveTo(DisposeScope? target)
        {
            _scope?.Remove(this);
            _scope = target;
            target?.Add(this);
        }

        private void Release()
        {
            IntPtr handle = Interlocked.Exchange(ref _handle, IntPtr.Zero);
            if (handle != IntPtr.Zero)
            {
                LibInterpTorch.it_free(handle);
                Interlocked.Decrement(ref s_live);
            }
        }

        private unsafe long[] Layout(bool sizes)
        {
            int rank = (int)ndim;
            long* buffer = stackalloc long[2 * rank + 1];
            LibInterpTorch.it_sizes(Handle, buffer, buffer + rank);
            return new Span<long>(sizes ? buffer : buffer + rank, rank).ToArray();
        }
    }
}
