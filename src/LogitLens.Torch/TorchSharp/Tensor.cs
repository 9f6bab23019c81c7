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

        /// <summary>The scope that will free this handle; null where its user frees it. Only <see cref="DisposeScope"/> changes it.</summary>
        internal DisposeScope? Owner;

        private IntPtr _handle;

        internal Tensor(IntPtr handle)
        {
            _handle = handle;
            Interlocked.Increment(ref s_live);
            DisposeScope.Current?.Add(this);
        }

        ~Tensor() => Release();

        /// <summary>How many handles are alive in the process; tests hold runs to leave none behind.</summary>
        public static long TotalCount => Interlocked.Read(ref s_live);

        public IntPtr Handle
        {
            get
            {
                return _handle != IntPtr.Zero ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");
            }
        }

        public bool IsInvalid => _handle == IntPtr.Zero;

        public unsafe long[] shape
        {
            get
            {
                long[] sizes = new long[ndim];
                fixed (long* first = sizes)
                {
                    LibInterpTorch.it_sizes(Handle, first);
                }

                return sizes;
            }
        }

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
                long length = numel() * element_size();
                if (!is_contiguous())
                {
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                }

                if (length > int.MaxValue)
                {
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                }

                if (device_type != DeviceType.CPU)
                {
                    throw new InvalidOperationException(
                        "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                }

                LibInterpTorch.Check(LibInterpTorch.it_data(Handle, out IntPtr data));
                return new Span<byte>((void*)data, (int)length);
            }

            set
            {
                if (value.Length != numel() * element_size())
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(bytes);
            }
        }

        public long numel() => LibInterpTorch.it_numel(Handle);

        public long size(int dim)
        {
            long[] sizes = shape;
            int at = dim < 0 ? dim + sizes.Length : dim;
            return at >= 0 && at < sizes.Length
                ? sizes[at]
                : throw LibInterpTorch.Error($"Dimension out of range (expected to be in range of [{-sizes.Length}, {sizes.Length - 1}], but got {dim})");
        }

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
            Type expected = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                ScalarType.Bool => typeof(bool),
                _ => throw new NotSupportedException($"reading {dtype} directly; convert it first"),
            };
            if (typeof(T) != expected)
            {
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            }

            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }

            return data<T>().ToArray()[0];
        }

        public void backward() => LibInterpTorch.Check(LibInterpTorch.it_backward(Handle));

        public Tensor MoveToOuterDisposeScope()
        {
            Owner?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (Owner is null)
            {
                other?.Add(this);
            }
            else
            {
                Owner.MoveToOther(other, this);
            }

            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            Owner?.Detach(this);
            return this;
        }

        public void Dispose()
        {
            if (!IsInvalid)
            {
                Owner?.MarkAsDisposed(this);
            }

            Release();
            GC.SuppressFinalize(this);
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
    }
}
